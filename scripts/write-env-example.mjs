// Writes .env.example from the table of settings. Run after `npm run build`.
import { writeFileSync } from 'node:fs';
import { envExample } from '../dist/apps/surveillance/src/config/env-example.js';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());
