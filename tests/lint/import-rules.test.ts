import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import config from '../../.dependency-cruiser.mjs';

/** Each rule with a file that breaks it: [rule, file, its line]. */
const violations: [rule: string, file: string, line: string][] = [
  ['imports:contract', 'contract/a.ts', "import '../common/target';"],
  ['imports:common', 'common/a.ts', "import '../main/keys/target';"],
  ['imports:locales', 'locales/a.ts', "import '../common/target';"],
  ['imports:preload', 'preload/a.ts', "import '../common/target';"],
  ['imports:renderer', 'renderer/hosts/a.tsx', "import '../../main/keys/target';"],
  ['imports:renderer', 'renderer/hosts/types.ts', "import type { X } from '../../main/keys/target';"],
  ['imports:renderer', 'renderer/hosts/again.ts', "export { X } from '../../main/keys/target';"],
  [
    'imports:renderer',
    'renderer/hosts/later.ts',
    "export const later = () => import('../../main/keys/target');",
  ],
  ['imports:main/disk', 'main/disk/a.ts', "import '../keys/target';"],
  ['imports:main/helper', 'main/helper/a.ts', "import '../ssh/target';"],
  ['imports:main/keys', 'main/keys/a.ts', "import '../../contract/target';"],
  ['imports:main/key-worker', 'main/key-worker/a.ts', "import '../ssh/target';"],
  ['imports:main/trust', 'main/trust/a.ts', "import '../hosts/target';"],
  ['imports:main/access', 'main/access/a.ts', "import '../aws/target';"],
  ['imports:main/aws', 'main/aws/a.ts', "import '../access/target';"],
  ['imports:main/hosts', 'main/hosts/a.ts', "import '../app/target';"],
  ['imports:main/vault', 'main/vault/a.ts', "import '../app/target';"],
  ['imports:main/inventory', 'main/inventory/a.ts', "import '../ssh/target';"],
  ['imports:main/ssh', 'main/ssh/a.ts', "import '../hosts/target';"],
  ['imports:main/app', 'main/app/a.ts', "import '../ssh/target';"],
  ['imports:main/cli', 'main/cli/a.ts', "import '../app/target';"],
  ['imports:main', 'main/index.ts', "import './ssh/target';"],
  ['test-imports:main/ssh', 'main/ssh/a.test.ts', "import '../app/target';"],
  ['known-folders', 'main/misc/a.ts', "import '../keys/target';"],
  ['reserved:electron', 'main/ssh/electron.ts', "import { app } from 'electron';"],
  ['reserved:ssh2', 'main/app/ssh2.ts', "import { Client } from 'ssh2';"],
  ['reserved:aws', 'main/app/aws.ts', "import { EC2Client } from '@aws-sdk/client-ec2';"],
  ['reserved:aws', 'main/app/smithy.ts', "import { loadConfig } from '@smithy/shared-ini-file-loader';"],
  ['reserved:key-formats', 'main/ssh/forge.ts', "import forge from 'node-forge';"],
  ['reserved:key-formats', 'main/ssh/argon2.ts', "import { argon2id } from 'hash-wasm';"],
  ['reserved:key-formats', 'main/ssh/bcrypt.ts', "import { pbkdf } from 'bcrypt-pbkdf';"],
  ['reserved:page', 'main/app/react.ts', "import { useState } from 'react';"],
  ['contract-only-zod', 'contract/ip.ts', "import ip from 'ipaddr.js';"],
  ['no-node-in-page', 'renderer/node.ts', "import { readFileSync } from 'node:fs';"],
  ['no-node-in-page', 'common/node.ts', "import { createHash } from 'crypto';"],
  ['pure', 'main/keys/disk.ts', "import { readFile } from 'node:fs/promises';"],
  ['pure', 'main/access/network.ts', "import net from 'net';"],
  ['scripts-need-no-package', 'scripts/a.mjs', "import 'vite';"],
  ['scripts-need-no-package', 'scripts/b.mjs', "import '../common/target';"],
  ['shipped', 'main/app/vite.ts', "import { build } from 'vite';"],
  ['no-cycles', 'common/other.ts', "import './self';"],
  ['resolvable', 'common/lost.ts', "import './nowhere';"],
];

/** What must stay allowed, so that no rule says no to everything. */
const allowed: [file: string, line: string][] = [
  ['contract/fine.ts', "import { z } from 'zod';"],
  [
    'main/keys/fine.ts',
    "import { createHash } from 'node:crypto'; import '../../common/target'; import 'node-forge';",
  ],
  ['main/keys/fine.test.ts', "import { test } from 'vitest'; import '../../tests/servers/target';"],
  ['main/ssh/fine.ts', "import { Client } from 'ssh2'; import '../keys/target'; import '../disk/target';"],
  [
    'main/app/fine.ts',
    "import { app } from 'electron'; import '../vault/target'; import '../../locales/target';",
  ],
  ['main/access/probe.ts', "import net from 'node:net';"],
  ['main/fine.ts', "export const run = () => [import('./app/target'), import('./cli/target')];"],
  ['renderer/fine.tsx', "import { useState } from 'react'; export const page = <p>{useState}</p>;"],
  ['scripts/fine.mjs', "import 'node:fs'; export const later = () => import('vite');"],
  ['tests/e2e/fine.ts', "import '../../main/app/target'; import 'ssh2';"],
];

const folders = ['contract', 'common', 'locales', 'preload', 'renderer', 'main', 'scripts', 'tests'];
const inMain = [
  'disk',
  'helper',
  'keys',
  'key-worker',
  'trust',
  'access',
  'aws',
  'hosts',
  'vault',
  'inventory',
  'ssh',
  'app',
  'cli',
];

let tree: string;
let found: { rule: string; file: string }[];

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'latchkey-rules-'));
  await symlink(resolve('node_modules'), join(tree, 'node_modules'));
  await copyFile('package.json', join(tree, 'package.json'));
  const targets = ['common', 'contract', 'locales', 'tests/servers', ...inMain.map((name) => `main/${name}`)];
  for (const folder of targets) await write(`${folder}/target.ts`, 'export type X = 1;');
  await write('common/self.ts', "import './other';");
  for (const [, file, line] of violations) await write(file, line);
  for (const [file, line] of allowed) await write(file, line);

  const { output } = await cruise(folders, {
    ...config.options,
    ruleSet: config,
    validate: true,
    baseDir: tree,
  });
  found = (output as ICruiseResult).summary.violations.map(({ rule, from }) => ({
    rule: rule.name,
    file: from,
  }));
});

afterAll(() => rm(tree, { recursive: true }));

async function write(file: string, text: string) {
  await mkdir(dirname(join(tree, file)), { recursive: true });
  await writeFile(join(tree, file), `${text}\n`);
}

describe('what breaks a rule is reported', () => {
  test.each(violations)('%s: %s', (rule, file) => {
    expect(found).toContainEqual({ rule, file });
  });

  test('every rule has a file here that breaks it', () => {
    const shown = new Set(violations.map(([rule]) => rule.replace(/^test-imports:.*/, 'test-imports:')));
    const rules = (config.forbidden ?? []).map(({ name }) =>
      name?.replace(/^test-imports:.*/, 'test-imports:'),
    );
    expect([...new Set(rules)].filter((rule) => !shown.has(rule ?? ''))).toEqual([]);
  });
});

describe('what keeps the rules is not reported', () => {
  test.each(allowed)('%s', (file) => {
    expect(found.filter((violation) => violation.file === file)).toEqual([]);
  });
});
