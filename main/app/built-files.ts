import { join } from 'node:path';
import { app } from 'electron';

/** A file that the build made. From the app's own folder: a bundler may move our modules, but not that. */
export function builtFile(...path: string[]): string {
  return join(app.getAppPath(), 'out', ...path);
}
