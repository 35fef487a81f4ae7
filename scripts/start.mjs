/** `npm start`: from a fresh clone to the window. What follows `--` goes to the app. */
import './setup/node-version.mjs';
import { ensureApp } from './setup/build.mjs';
import { hasDisplay, sandboxSwitches } from './setup/display.mjs';
import { ensureElectron } from './setup/electron.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { root } from './setup/paths.mjs';
import { run, runMain, SetupError } from './setup/run.mjs';

await runMain(async () => {
  if (!hasDisplay()) {
    throw new SetupError(
      'There is no display to open a window on. With Xvfb it can be started anyway:\n  xvfb-run -a npm start',
    );
  }
  await ensurePackages();
  const electron = await ensureElectron();
  await ensureApp();
  return run(electron.executable, [...sandboxSwitches(), root, ...process.argv.slice(2)]);
});
