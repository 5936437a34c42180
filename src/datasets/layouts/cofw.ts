import path from 'node:path';
import { COFW_POINTS, type CofwFile, openCofw } from '../formats/cofw';
import type { ListedSample } from '../listing';
import { isFile } from '../paths';
import { Base } from './base';
import { checkTogether } from './checkFace';
import { cropAround, landmarkListing, singleFace } from './landmarkListing';
import type { Layout } from './layout';

const cofwFile = (part: 'train' | 'test'): string => `COFW_${part}_color.mat`;
const BASE = new Base(['', 'COFW', 'cofw', 'COFW_color'], (folder) => isFile(path.join(folder, cofwFile('test'))));

/** COFW: MATLAB 7.3 files with images and 29 points with occlusion flags. */
export const cofw: Layout = {
  name: 'cofw',
  title: 'COFW, colour, 29 landmarks',
  task: 'landmarks',
  kind: 'official',
  expects: 'COFW_train_color.mat and COFW_test_color.mat',
  complete: { train: 1_345, test: 507 },
  unlabelled: singleFace,
  detect: (folder) => BASE.isIn(folder),
  async list(folder, findings) {
    const base = BASE.of(folder, findings);
    const samples: ListedSample[] = [];
    const files = new Map<string, { opened: CofwFile; index: number }>();
    const open: CofwFile[] = [];
    for (const part of ['train', 'test'] as const) {
      const file = path.join(base, cofwFile(part));
      const opened = await openCofw(file, part).catch((error) =>
        findings.attemptList((): null => {
          throw error;
        }),
      );
      if (!opened) continue;
      open.push(opened);
      for (let index = 0; index < opened.count; index++) {
        const place = `${file}, face ${index + 1}`;
        findings.attempt(() => {
          const { points, occluded } = opened.face(index);
          checkTogether(points, place);
          const id = `${part}/${index + 1}`;
          const hidden = occluded.filter(Boolean).length / COFW_POINTS;
          const subsets = part === 'test' && hidden >= 0.3 ? ['occluded'] : undefined;
          samples.push({ id, values: points.flat(), crop: cropAround(points), subsets, place, file, part });
          files.set(id, { opened, index });
        });
      }
    }
    return landmarkListing(
      samples,
      COFW_POINTS,
      async ({ id }) => {
        const { opened, index } = files.get(id) as { opened: CofwFile; index: number };
        const picture = opened.image(index);
        return { bytes: picture.pixels, picture };
      },
      () => {
        for (const file of open) file.close();
      },
    );
  },
};
