/**
 * Where Electron starts us. The program takes the verbs of the command line as well as opening its window;
 * which of the two it is must be known before anything heavy is loaded.
 */
const verbs = ['keys', 'access', 'hosts', '--help', '--version'];
const args = process.argv.slice(process.defaultApp ? 2 : 1);
const verb = args.findIndex((arg) => verbs.includes(arg));

// Switches for Chromium may stand before the verb, anything else may not: a file named `keys` is no verb.
if (verb >= 0 && args.slice(0, verb).every((arg) => arg.startsWith('-'))) {
  const { runInstalled } = await import('./cli/installed');
  await runInstalled(args.slice(verb));
} else {
  const { start } = await import('./app/start');
  start();
}

export {};
