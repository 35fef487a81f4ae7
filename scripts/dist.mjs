/** `npm run dist -- --dir`: a package of the built app in dist/. Arguments are those of electron-builder. */
import './setup/node-version.mjs';
import { ensureApp } from './setup/build.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { builderArguments } from './setup/package-app.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { runMain, runTool } from './setup/run.mjs';

await runMain(async () => {
  await ensurePackages();
  const electron = await ensureElectron();
  const args = builderArguments(electron, process.argv.slice(2));
  await ensureApp();
  return runTool('electron-builder/cli.js', args);
});
