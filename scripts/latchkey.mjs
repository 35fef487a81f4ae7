#!/usr/bin/env node
/** The command line in the repository, on plain Node: `npx latchkey …` after `npm install`. Builds what it needs by itself. */
import './setup/node-version.mjs';
import { pathToFileURL } from 'node:url';
import { ensureCli } from './setup/build.mjs';

await import(pathToFileURL(await ensureCli()).href);
