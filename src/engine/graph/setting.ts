import { RlelError } from '../../errors';
import { variable } from '../../input/variable';
import { isNative } from '../native';

/**
 * Whether steps are to be compiled: RLEL_GRAPH, or yes.
 * @throws RlelError unless RLEL_GRAPH is 0 or 1.
 */
export function graphSetting(): boolean {
  const text = variable('RLEL_GRAPH') ?? '1';
  if (text === '0' || text === '1') return text === '1';
  throw new RlelError(`RLEL_GRAPH=${text}: expected 1 (steps are compiled) or 0 (operation by operation).`);
}

/** The same, where TensorFlow itself runs. @throws RlelError unless RLEL_GRAPH is 0 or 1. */
export const graphsWanted = (): boolean => graphSetting() && isNative();
