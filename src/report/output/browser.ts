import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { RlelError } from '../../errors';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The browser of this machine: CHROME_PATH, else one in PATH; null: none. */
export function browserPath(): string | null {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const places = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return places.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts the machine's browser without a window. @throws RlelError when there is none, or it does not start. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = browserPath();
  if (!executablePath) {
    throw new RlelError(
      'no Chromium or Chrome was found: install one (on Debian: apt-get install chromium), or name it with CHROME_PATH',
    );
  }
  // half a second, which no other command needs to wait for
  const { chromium } = await import('playwright-core');
  try {
    return await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--no-first-run'],
    });
  } catch (error) {
    throw new RlelError(`${executablePath} does not start: ${(error as Error).message.split('\n')[0]}`);
  }
}
