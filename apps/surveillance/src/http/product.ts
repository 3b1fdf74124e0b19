import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Product {
  readonly name: string;
  readonly version: string;
}

/** Name and version from the nearest package.json above this file: the same for the sources and for the build. */
export const PRODUCT: Product = readProduct(dirname(fileURLToPath(import.meta.url)));

function readProduct(folder: string): Product {
  const file = join(folder, 'package.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Product;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('there is no package.json above the program');
  return readProduct(parent);
}
