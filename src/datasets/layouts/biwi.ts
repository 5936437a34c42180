import path from 'node:path';
import { DataError } from '../dataError';
import { decodeImage } from '../decodeImage';
import { eulerAngles, parseBiwiPose } from '../formats/biwiPose';
import type { ListedSample, Listing } from '../listing';
import { filesIn, isFile, namesIn } from '../paths';
import { readText } from '../readFile';
import { cropResize, type DecodedImage, type Region } from '../resize';
import { Base } from './base';
import type { Layout } from './layout';
import { decodedSide } from './poseListing';

/** BIWI's sequences of the published 70/30 protocol; the others train. */
const TEST = ['02', '07', '09', '14', '15', '19', '20'];
const FRAME = /^frame_\d+_rgb\.(png|jpe?g)$/i;
const POSE = /^frame_\d+_pose\.txt$/i;
/** Files of all sequences in a folder. */
const sequenceFiles = (folder: string, pattern: RegExp): string[] =>
  namesIn(folder)
    .filter((name) => /^\d\d$/.test(name))
    .flatMap((name) => filesIn(path.join(folder, name), pattern).map((file) => path.join(folder, name, file)));
const BASE = new Base(
  ['', 'hpdb', 'kinect_head_pose_db', 'faces_0'],
  (folder) => sequenceFiles(folder, FRAME).length > 0,
);

/** BIWI: `NN/frame_NNNNN_rgb.png` with `frame_NNNNN_pose.txt`. */
export const biwi: Layout = {
  name: 'biwi',
  title: 'BIWI Kinect Head Pose, 70/30 by sequence',
  task: 'pose',
  kind: 'official',
  expects: 'folders 01 … 24 (or hpdb/01 …) with frame_NNNNN_rgb.png and frame_NNNNN_pose.txt',
  complete: { train: 11_031, test: 4_647 },
  oneSided: true,
  block: (id) => /(?:^|\/)(\d\d)\//.exec(id)?.[1] ?? id, // the sequence
  unlabelled: looseHead,
  detect: (folder) => BASE.isIn(folder),
  async list(folder, findings) {
    const base = BASE.of(folder, findings);
    const images = sequenceFiles(base, FRAME);
    findings.passOverAlone(sequenceFiles(base, POSE), images, (file) => file.replace(/_(rgb|pose)\.\w+$/i, ''));
    const samples = images.flatMap((file): ListedSample[] => {
      findings.seen.add(file);
      const wanted = file.replace(/_rgb\.\w+$/i, '_pose.txt');
      const pose = isFile(wanted) ? wanted : null;
      if (!findings.require(pose, file, wanted, 'the file')) return [];
      const values = findings.attempt(() => {
        const { yaw, pitch, roll } = eulerAngles(parseBiwiPose(readText(pose), pose).rotation);
        return [yaw, pitch, roll];
      });
      const sequence = path.basename(path.dirname(file));
      const part = TEST.includes(sequence) ? 'test' : 'train';
      return values ? [{ id: path.relative(folder, file), values, place: file, file, part, group: sequence }] : [];
    });
    return frames(samples, await frameSize(samples));
  },
};

/** [height, width] of the first frame that can be decoded; the others must have it, too. */
async function frameSize(samples: readonly ListedSample[]): Promise<readonly [number, number]> {
  for (const { file, place } of samples) {
    try {
      const { picture } = await decodeImage(file, place);
      return [picture.height, picture.width];
    } catch (error) {
      if (!(error instanceof DataError)) throw error; // decoding all frames tells it
    }
  }
  return [480, 640];
}

/** The published loose crop: a frame without a face detector, widened with black at its edges. */
function looseRegion(height: number, width: number): Region {
  const left = -0.21 * width;
  const top = -0.35 * height;
  return {
    left: Math.trunc(left),
    top: Math.trunc(top),
    right: Math.trunc(width + 0.21 * (width - left)),
    bottom: Math.trunc(height + 0.21 * (height - top)),
  };
}

/** [height, width] to which a region is decoded: its shorter side is the network's, enlarged. */
function looseSize([side]: readonly [number, number], { left, top, right, bottom }: Region): [number, number] {
  const shorter = decodedSide(side);
  return [shorter, Math.round((shorter * (right - left)) / (bottom - top))];
}

/** A frame without its pose. */
function looseHead(
  picture: DecodedImage,
  imageSize: readonly [number, number],
  region = looseRegion(picture.height, picture.width),
): DecodedImage {
  const [height, width] = looseSize(imageSize, region);
  return { height, width, pixels: cropResize(picture, region, [height, width]) };
}

function frames(samples: readonly ListedSample[], [height, width]: readonly [number, number]): Listing {
  return {
    samples,
    unit: 'degrees',
    decodedSize: (imageSize) => looseSize(imageSize, looseRegion(height, width)),
    read: ({ file, place }) => decodeImage(file, place),
    prepare({ place }, picture, size) {
      if (picture.height !== height || picture.width !== width) {
        throw new DataError(
          place,
          `${picture.width} × ${picture.height} pixels, expected ${width} × ${height} as the first frame has.`,
        );
      }
      return cropResize(picture, looseRegion(height, width), size);
    },
  };
}
