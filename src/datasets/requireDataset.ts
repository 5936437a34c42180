import { requireArray, requireObject } from '../input/check';
import type { Dataset } from './dataset';

const MEMBERS = ['source', 'format', 'fingerprint', 'unit', 'imageShape', 'samples', 'split', 'readImage'];

/** @throws RlelError unless they are open data. */
export function requireDataset(data: unknown, who: string): asserts data is Dataset {
  requireObject(data, `${who}: data`, MEMBERS, 'data, as openData gives them,');
  const { samples, split } = data as Dataset;
  requireArray(samples, `${who}: data.samples`, 1);
  requireObject(split, `${who}: data.split`, ['train', 'validation', 'test']);
}
