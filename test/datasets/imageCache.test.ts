import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DataError } from '../../src/datasets/dataError';
import { openImageCache } from '../../src/datasets/imageCache';
import { newFolder, put } from '../support/dataFolders';

test('of two images that cannot be decoded the first is named, however fast each fails', async () => {
  const folder = newFolder();
  const failing = (name: string, ms: number) => ({
    place: name,
    file: put(folder, name, 'no image'),
    identity: name,
    decode: () =>
      setTimeout(ms).then(() => {
        throw new DataError(name, 'no image.');
      }),
  });
  const sources = [failing('first', 50), failing('second', 0)];
  await expect(openImageCache(sources, [2, 2, 3], null, newFolder())).rejects.toThrow('first');
});
