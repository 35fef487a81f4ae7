/**
 * Draws assets/icon.png, .ico and .icns from assets/icon.svg. Run by hand after a change of the drawing; the results
 * are committed, so that nobody else needs rsvg-convert (Debian: librsvg2-bin).
 */
import './setup/node-version.mjs';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup/paths.mjs';
import { runMain, SetupError } from './setup/run.mjs';

await runMain(async () => {
  writeFileSync(join(root, 'assets/icon.png'), draw(512));
  writeFileSync(join(root, 'assets/icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]));
  writeFileSync(join(root, 'assets/icon.icns'), icns());
  return 0;
});

/** @param {number} size pixels @returns {Buffer} PNG */
function draw(size) {
  const { status, stdout, error } = spawnSync(
    'rsvg-convert',
    ['-w', String(size), '-h', String(size), join(root, 'assets/icon.svg')],
    { maxBuffer: 64 << 20 },
  );
  if (error || status !== 0)
    throw new SetupError('rsvg-convert is needed (Debian: apt-get install librsvg2-bin).');
  return stdout;
}

/**
 * A Windows icon with PNG images (learn.microsoft.com, "The format of icon resources"; PNG since Windows Vista).
 * @param {number[]} sizes
 */
function ico(sizes) {
  const images = sizes.map(draw);
  const header = Buffer.alloc(6 + 16 * sizes.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(sizes.length, 4);
  let offset = header.length;
  images.forEach((image, i) => {
    const entry = 6 + 16 * i;
    // 0 stands for 256.
    header.writeUInt8((sizes[i] ?? 0) % 256, entry);
    header.writeUInt8((sizes[i] ?? 0) % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(image.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += image.length;
  });
  return Buffer.concat([header, ...images]);
}

/** A macOS icon: PNG images by type (en.wikipedia.org/wiki/Apple_Icon_Image_format), from 32 to 1024 pixels. */
function icns() {
  const types = { ic11: 32, ic12: 64, ic07: 128, ic08: 256, ic13: 256, ic09: 512, ic14: 512, ic10: 1024 };
  const chunks = Object.entries(types).map(([type, size]) => chunk(type, draw(size)));
  return chunk('icns', Buffer.concat(chunks));
}

/** @param {string} type four letters @param {Buffer} data */
function chunk(type, data) {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(8 + data.length, 4);
  return Buffer.concat([header, data]);
}
