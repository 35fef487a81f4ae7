import { spawnSync } from 'node:child_process';

/*
 * Where Electron starts us. The installed program takes the verbs of the command line as well as opening its window;
 * which of the two it is must be known before anything heavy is loaded.
 */
const verbs = ['keys', 'access', 'hosts', '--help', '--version'];
const args = process.argv.slice(process.defaultApp ? 2 : 1);
const at = args.findIndex((arg) => verbs.includes(arg));

// Only Chromium's switches may stand before the verb: a file named `keys` is no verb.
if (at >= 0 && args.slice(0, at).every((arg) => arg.startsWith('--'))) {
  const headless = '--ozone-platform=headless';
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY && !args.includes(headless)) {
    // Without a display Chromium ends the process at its first chance, which is the first await.
    const again = spawnSync(process.execPath, [headless, ...args], { stdio: 'inherit' });
    process.exit(again.status ?? 1);
  }
  const { runProcess } = await import('./cli/run-process');
  // The build puts the key worker beside this entry.
  process.exit(await runProcess(args.slice(at), new URL('./key-worker.js', import.meta.url)));
} else {
  const { start } = await import('./app/start');
  start();
}
