import type { Random } from '../../../random/random';
import type { Scenes } from '../folder';
import { type PictureSize, plainPicture } from './render';
import { type HeadScene, plainScene } from './scene';

/** A wild scene and the room that it takes of its picture, or what both are in plain scenes. */
export const inScenes = (
  scenes: Scenes,
  wild: HeadScene,
  room: PictureSize,
  random: Random,
): readonly [HeadScene, PictureSize] =>
  scenes === 'plain' ? [plainScene(wild, random), plainPicture(random)] : [wild, room];
