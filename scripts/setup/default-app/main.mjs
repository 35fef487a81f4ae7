/**
 * What `electron DIR` runs in the fallback runtime, which comes without Electron's own default app
 * (electron/default_app/main.ts does the same and more): takes the folder from the command line and becomes its app.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** What Electron's own default app calls, too, and its documentation leaves out. @typedef {{ setVersion(version: string): void, setAppPath(path: string): void }} Undocumented */
const undocumented = /** @type {typeof app & Undocumented} */ (app);

/** @type {string[]} */
const required = [];
/** @type {string | undefined} */
let folder;
const words = process.argv.slice(1);
while (folder === undefined && words.length > 0) {
  const word = words.shift() ?? '';
  if (word === '-r' || word === '--require') required.push(words.shift() ?? '');
  else if (!word.startsWith('-')) folder = resolve(word);
}

if (folder === undefined) {
  console.error('Usage: electron [switches] FOLDER');
  app.exit(2);
} else {
  Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
  const require = createRequire(join(folder, 'package.json'));
  for (const file of required) require(resolve(file));

  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  app.setName(manifest.productName ?? manifest.name);
  undocumented.setVersion(manifest.version);
  undocumented.setAppPath(folder);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), app.getName()));
  }
  // Awaited at the top level: Electron holds `ready` back until the entry point has run.
  await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
}
