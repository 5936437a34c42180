import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkData } from '../../src/data/checkData';
import { newFolder as folder } from '../support/dataFolders';

const shared = path.resolve(__dirname, '../../../shared/data');

describe('real data (skipped where the private data are absent)', () => {
  const sets = [
    ['300w', '300W/300W-crops.tar', '', 1207, 330],
    ['pointing04', 'Pointing04/Pointing04.tar', '', 2046, 744],
    ['utkface', 'UTKFace/UTKFace.tar', '', 3600, 900],
    ['udacity', 'udacity_sim/udacity_sim.tar', 'udacity_sim', 1749, 500],
    ['driving', 'rc_driving/rc_driving.tar', 'rc_driving/night', 95, 28],
  ] as const;
  test.skipIf(!existsSync(shared)).each(sets)(
    '%s: every label parses, all images decode',
    async (name, tar, inside, train, held) => {
      const target = folder();
      execFileSync('tar', ['-xf', path.join(shared, tar), '-C', target]);
      const { counts, problems, source } = await checkData(name, path.join(target, inside));
      expect(problems).toEqual([]);
      expect([counts.train, counts.test, source]).toEqual([train, held, 'open']);
      rmSync(target, { recursive: true });
    },
  );

  test.skipIf(!existsSync(shared))('300W-LP and AFLW2000 samples; MORPH-II’s split files', async () => {
    const target = folder();
    for (const tar of [
      'AFLW2000/AFLW2000.tar',
      'landmark_samples/landmark_samples.tar',
      'age_labels/age_labels.tar.gz',
    ]) {
      execFileSync('tar', ['-xf', path.join(shared, tar), '-C', target]);
    }
    cpSync(path.join(target, 'landmark_samples/300W_LP'), path.join(target, '300W_LP'), { recursive: true });
    expect(await checkData('300w-lp', target)).toMatchObject({ counts: { train: 1, test: 16 }, problems: [] });
    // labels without images: each row is read, and that no image is there is said once; CORAL's paths have no header
    for (const [source, rows] of [
      ['rlel', 39_616 + 4_397 + 11_000],
      ['coral', 39_764 + 4_416 + 11_044],
    ]) {
      const { problems } = await checkData('morph2', path.join(target, `age_labels/${source}`));
      expect(problems).toEqual([
        expect.objectContaining({ problem: expect.stringContaining(`none of the ${rows} files`), canBeLeftOut: false }),
      ]);
    }
    rmSync(target, { recursive: true });
  });
});
