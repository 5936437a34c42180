import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Tests' temporary folders lie in one, which goes when they end. */
export default function temporaryFolder(): () => void {
  const root = mkdtempSync(path.join(tmpdir(), 'rlel-tests-'));
  process.env.TMPDIR = root;
  return () => rmSync(root, { recursive: true, force: true });
}
