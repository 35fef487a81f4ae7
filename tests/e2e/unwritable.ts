import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

/** From now on every write of this file of the app's own fails, as on a full disk: a folder is in its place. */
export async function failToWrite(home: string, name: string): Promise<void> {
  const path = join(home, 'user-data', name);
  // Not in the middle of a write that is still to succeed.
  await expect.poll(() => existsSync(path)).toBe(true);
  rmSync(path);
  mkdirSync(path);
}
