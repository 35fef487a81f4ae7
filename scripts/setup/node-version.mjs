/**
 * Stops with one clear sentence where Node is too old. Imported first by every script, for its effect, so that the
 * sentence comes before anything that an old Node does not know.
 */
const oldest = { major: 20, minor: 19 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldest.major || (major === oldest.major && minor < oldest.minor)) {
  console.error(
    `Latchkey needs Node ${oldest.major}.${oldest.minor} or newer; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org/ and run this again.`,
  );
  process.exit(1);
}
