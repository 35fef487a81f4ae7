/**
 * Stops with one clear sentence where Node is too old. Imported first by every script, for its effect, so that the
 * sentence comes before anything that an old Node does not know.
 */
const oldest = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `Latchkey needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org/ and run this again.`,
  );
  process.exit(1);
}
