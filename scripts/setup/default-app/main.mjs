/**
 * What `electron DIR` runs in the fallback runtime, which comes without Electron's own default app
 * (electron/default_app/main.ts does the same and more): takes the folder from the command line and becomes its app.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const required = [];
let folder;
for (let i = 1; i < process.argv.length && folder === undefined; i++) {
  const argument = process.argv[i];
  if (argument === '-r' || argument === '--require') required.push(process.argv[++i]);
  else if (!argument.startsWith('-')) folder = resolve(argument);
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
  app.setVersion(manifest.version);
  app.setAppPath(folder);
  if (!app.commandLine.hasSwitch('user-data-dir')) {
    app.setPath('userData', join(app.getPath('appData'), app.getName()));
  }
  // Awaited at the top level: Electron holds `ready` back until the entry point has run.
  await import(pathToFileURL(join(folder, manifest.main ?? 'index.js')).href);
}
