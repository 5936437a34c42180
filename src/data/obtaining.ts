import type { Layout } from '../datasets/layouts/layout';
import { RlelError } from '../errors';

/** A file that a data set's owner lets everybody fetch. */
export interface Download {
  readonly url: string;
  /** As the owner publishes it; null: none is published. */
  readonly md5: string | null;
  /** Of the file, as published; roughly where no checksum is. */
  readonly bytes: number;
}

/** How a data set is to be had. */
export interface Obtaining {
  /** Its owner's page. */
  readonly page: string;
  readonly licence: string;
  /** What `rlel data get` fetches; null: what to do by hand is in `by`. */
  readonly download: Download | null;
  /** How to get it from the page. */
  readonly by: string;
}

const byHand = (page: string, licence: string, by: string): Obtaining => ({ page, licence, by, download: null });
const AFAD = byHand('https://afad-dataset.github.io', 'research only', 'download and join its parts from the page');

/** By layout; the table of data/README.md. */
const OBTAINING: Readonly<Record<string, Obtaining>> = {
  '300w-lp': byHand(
    'http://www.cbsr.ia.ac.cn/users/xiangyuzhu/projects/3DDFA/main.htm',
    'research only',
    'download 300W-LP and AFLW2000-3D from the page',
  ),
  biwi: byHand(
    'https://data.vision.ee.ethz.ch/cvl/gfanelli/head_pose/head_forest.html',
    'research only',
    'download the Kinect head pose database from the page',
  ),
  cofw: {
    page: 'https://data.caltech.edu/records/bc0bf-nc666',
    licence: 'CC BY 4.0',
    by: 'download COFW_color.zip from the page',
    download: {
      url: 'https://data.caltech.edu/records/bc0bf-nc666/files/COFW_color.zip?download=1',
      md5: '8b21d126c4e1fb307cb463578eef0511',
      bytes: 503_327_162,
    },
  },
  '300w': byHand(
    'https://ibug.doc.ic.ac.uk/resources/300-W/',
    'research only',
    'fill in the form on the page, then download all parts',
  ),
  wflw: byHand(
    'https://wywu.github.io/projects/LAB/WFLW.html',
    'research only',
    'download images and annotations from the page',
  ),
  morph2: byHand('https://uncw.edu/oic/tech/morph.html', 'by contract', 'ask for a licence of the Academic set'),
  afad: { ...AFAD, by: `${AFAD.by}, and the published split’s CSV files from the CORAL or RLEL code` },
  'afad-tree': AFAD,
  pointing04: {
    page: 'http://crowley-coutaz.fr/Head%20Pose%20Image%20Database.html',
    licence: 'any purpose, with citation',
    by: 'download HeadPoseImageDatabase.tar.gz from the page',
    download: {
      url: 'http://crowley-coutaz.fr/HeadPoseDataSet/HeadPoseImageDatabase.tar.gz',
      md5: null,
      bytes: 30_000_000,
    },
  },
  utkface: byHand('https://susanqq.github.io/UTKFace', 'research only', 'download the aligned and cropped faces'),
  driving: byHand(
    'https://github.com/SullyChen/driving-datasets',
    'MIT',
    'download the data set of 2018 (63,825 frames) by the link on the page',
  ),
  udacity: byHand(
    'https://github.com/udacity/self-driving-car-sim',
    'MIT (the simulator)',
    'record a drive with the simulator',
  ),
};

/** null for a layout of a user's own. */
export const obtainingOf = (layout: string): Obtaining | null => OBTAINING[layout] ?? null;

/** "300w (300W): fill in the form … (https://…, research only), then …": what to do to have a set. */
export function howToGet({ name, title, expects }: Pick<Layout, 'name' | 'title' | 'expects'>): string {
  const add = `rlel data add ${name} FOLDER`;
  const found = obtainingOf(name);
  if (!found) return `${name} (${title}): lay it out (${expects}), then "${add}"`;
  const { page, licence, by, download } = found;
  if (download) return `${name} (${title}; ${licence}): "rlel data get ${name}", or ${by} (${page}) and "${add}"`;
  return `${name} (${title}; ${licence}): ${by} (${page}), then "${add}"`;
}

/** @throws RlelError with the page and what to do, where a set needs its owner's consent, or has no file to fetch. */
export function downloadOf(layout: Layout): Download {
  const found = obtainingOf(layout.name);
  if (found?.download) return found.download;
  throw new RlelError(`${layout.name} cannot be fetched by itself. ${howToGet(layout)}.`);
}
