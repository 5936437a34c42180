import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { contactSheet, requireSheetName } from '../../src/commands/contactSheet';
import { spreadSamples, withListing } from '../../src/data/withListing';
import { writeTwin } from '../../src/datasets/twins/registry';
import { colours, meanDifference, rawImage } from '../support/images';

const place = mkdtempSync(path.join(tmpdir(), 'rlel-sheet-'));

test.each([
  ['AE1', 'morph2'],
  ['FLD1', 'cofw'],
  ['PN', 'driving'],
])(
  'a contact sheet of %s has its pictures in their colours',
  async (benchmark, layout) => {
    const folder = path.join(place, layout);
    await writeTwin(layout, folder, { train: 48, test: 12, scenes: 'plain', seed: 1 });
    const file = path.join(place, `${layout}.jpg`);
    await contactSheet(benchmark, folder, file);
    const sheet = await rawImage(file);
    expect(colours(sheet).size).toBeGreaterThan(10_000);
    const { width, height, pixels } = await withListing(benchmark, folder, async (listing) => {
      const [first] = spreadSamples(listing, 32);
      return (await listing.read(first)).picture;
    });
    const size = { width: Math.round((width * 144) / height), height: 144 };
    const expected = await rawImage(
      await sharp(pixels, { raw: { width, height, channels: 3 } })
        .resize({ ...size, fit: 'fill' })
        .png()
        .toBuffer(),
    );
    const shown = await rawImage(
      await sharp(file)
        .extract({ left: 0, top: 0, ...size })
        .png()
        .toBuffer(),
    );
    // Labels are drawn over some of it; with 16 colours the difference is 6 to 16.
    expect(meanDifference(shown, expected)).toBeLessThan(5.5);
  },
  60_000,
);

test('a sheet is a JPEG, by name', () => {
  requireSheetName('a.jpg');
  requireSheetName('b/c.JPEG');
  expect(() => requireSheetName('sheet.png')).toThrow('--sheet sheet.png: a contact sheet is a JPEG. Expected a name');
});
