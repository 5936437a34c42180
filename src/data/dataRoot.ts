import path from 'node:path';
import { variable } from '../input/variable';

/** The project's data folder, or RLEL_DATA. */
export const dataRoot = (): string => path.resolve(variable('RLEL_DATA') ?? path.resolve(__dirname, '../../data'));
