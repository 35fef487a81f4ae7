/** The import rules of the architecture as lint rules. tests/lint/import-rules.test.ts shows each of them failing. */
import swc from '@swc/core';

// dependency-cruiser never tells swc that a .tsx file holds JSX, and has no option for it.
const { parseFileSync } = swc;
/** @type {(path: string, options?: import('@swc/core').TsParserConfig) => import('@swc/core').Module} */
const parseWithJsx = (path, options) =>
  parseFileSync(path, { syntax: 'typescript', ...options, tsx: path.endsWith('x') });
Object.assign(swc, { parseFileSync: parseWithJsx });

/**
 * What each folder may import of ours, besides itself. `main/disk` (files, atomically, owner only) is open to all of
 * main; a test beside its source may also use the servers and fixtures of tests/, and look its sentences up in locales.
 */
const mayImport = {
  contract: [],
  common: ['contract', 'locales'],
  locales: [],
  preload: ['contract'],
  renderer: ['contract', 'common', 'locales'],
  'main/disk': ['common'],
  'main/helper': ['contract', 'common'],
  'main/keys': ['common'],
  'main/key-worker': ['common', 'main/keys'],
  'main/trust': ['common', 'main/keys'],
  'main/access': ['contract', 'common'],
  'main/aws': ['contract', 'common'],
  'main/hosts': ['contract', 'common', 'main/keys'],
  'main/vault': ['contract', 'common'],
  'main/inventory': ['contract', 'common', 'main/helper', 'main/aws', 'main/access', 'main/hosts'],
  'main/ssh': ['contract', 'common', 'main/helper', 'main/keys', 'main/key-worker', 'main/trust'],
  'main/app': [
    'contract',
    'common',
    'locales',
    'main/helper',
    'main/keys',
    'main/trust',
    'main/hosts',
    'main/vault',
  ],
  'main/cli': [
    'contract',
    'common',
    'locales',
    ...['keys', 'key-worker', 'trust', 'access', 'aws', 'hosts', 'inventory', 'ssh', 'vault'].map(
      (name) => `main/${name}`,
    ),
  ],
};

/** npm packages that only one part of the program may know. */
const reserved = {
  electron: {
    packages: 'electron',
    folders: ['main/app', 'main/index[.]ts', 'preload', 'scripts/setup/default-app'],
  },
  ssh2: { packages: 'ssh2', folders: ['main/ssh'] },
  aws: { packages: '@aws-sdk|@smithy', folders: ['main/aws'] },
  'key-formats': { packages: 'node-forge|hash-wasm|bcrypt-pbkdf', folders: ['main/keys'] },
  page: {
    packages: 'react|react-dom|@mantine|@tabler|@tanstack|@xterm|@fontsource-variable',
    folders: ['renderer'],
  },
};

/** Folders that may import anything. */
const free = ['tests', 'bench'];
const ours = ['contract', 'common', 'locales', 'main', 'preload', 'renderer', 'scripts', ...free];
const test = '[.]test[.]tsx?$';

/** @param {string[]} folders */
const within = (folders) => `^(${folders.join('|')})(/|$)`;

/** @typedef {import('dependency-cruiser').IRegularForbiddenRuleType} Rule */

/**
 * @param {string} folder
 * @param {string[]} others what it may import of ours
 * @returns {Rule[]} for its source and for the tests beside it
 */
function folderRules(folder, others) {
  const allowed = [folder, ...others, ...(folder.startsWith('main/') ? ['main/disk'] : [])];
  const comment = `${folder} may import only ${others.join(', ') || 'libraries'}.`;
  return [
    {
      name: `imports:${folder}`,
      comment,
      from: { path: within([folder]), pathNot: test },
      to: { path: within(ours), pathNot: within(allowed) },
    },
    {
      name: `test-imports:${folder}`,
      comment,
      from: { path: `${within([folder])}.*${test}` },
      to: { path: within(ours), pathNot: within([...allowed, 'locales', 'tests/servers', 'tests/fixtures']) },
    },
  ];
}

/** @type {Rule[]} */
const rules = [
  ...Object.entries(mayImport).flatMap(([folder, others]) => folderRules(folder, others)),
  {
    name: 'imports:main',
    comment: 'The entry point chooses between the window and the command line, and does nothing else.',
    from: { path: '^main/[^/]+$' },
    to: { path: within(ours), pathNot: within(['main/app', 'main/cli']) },
  },
  {
    name: 'known-folders',
    comment: 'A new folder in main needs its line in mayImport.',
    from: { path: '^main/[^/]+/', pathNot: within(Object.keys(mayImport)) },
    to: {},
  },
  ...Object.entries(reserved).map(([name, { packages, folders }]) => ({
    name: `reserved:${name}`,
    comment: `Only ${folders.join(', ')} may know ${packages}.`,
    from: { path: within(ours), pathNot: `${within([...folders, ...free])}|${test}` },
    to: { path: `node_modules/(${packages})/` },
  })),
  {
    name: 'contract-only-zod',
    comment: 'The contract is read by every process: schemas and nothing else.',
    from: { path: within(['contract']), pathNot: test },
    to: { pathNot: `${within(ours)}|node_modules/zod/` },
  },
  {
    name: 'no-node-in-page',
    comment: 'What the sandboxed page loads cannot use Node.',
    from: { path: within(['contract', 'common', 'locales', 'preload', 'renderer']), pathNot: test },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pure',
    comment: 'Data in, data out: disks, networks and processes are handed in.',
    from: {
      path: within(['main/keys', 'main/trust', 'main/access']),
      pathNot: `${test}|^main/access/probe[.]ts$`,
    },
    to: {
      path: '^(node:)?(fs|net|tls|dns|dgram|http|https|http2|child_process|worker_threads)(/|$)',
      dependencyTypes: ['core'],
    },
  },
  {
    name: 'scripts-need-no-package',
    comment:
      'npm start and npm test begin here, before any package is installed. Imports inside functions are fine.',
    from: { path: within(['scripts']), pathNot: '^scripts/setup/default-app/' },
    to: { path: `node_modules/|${within(ours.filter((folder) => folder !== 'scripts'))}`, dynamic: false },
  },
  {
    name: 'shipped',
    comment: 'The package for users holds `dependencies` only; Electron itself is the runtime.',
    from: { path: within(['main', 'contract', 'common', 'locales']), pathNot: test },
    to: {
      dependencyTypes: ['npm-dev', 'npm-no-pkg'],
      dependencyTypesNot: ['type-only'],
      pathNot: 'node_modules/electron/',
    },
  },
  {
    name: 'no-cycles',
    comment: 'Files that import each other cannot be understood one at a time.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'resolvable',
    comment: 'An import that is not found would escape every other rule.',
    from: {},
    to: { couldNotResolve: true },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: rules.map((rule) => ({ severity: 'error', ...rule })),
  options: {
    // TypeScript 7 has no API for other tools; swc reads the same files, type-only imports included.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[?](url|raw|inline|worker)$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
