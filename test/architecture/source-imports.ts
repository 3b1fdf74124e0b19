import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** A source file by its path from the repository's root, with `/` between folders. */
export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** `from` imports (or re-exports, or `import()`s) what `specifier` names. */
export interface SourceImport {
  readonly from: string;
  readonly specifier: string;
}

/** Every TypeScript source below `folders`; specs only where asked for. */
export function readSources(root: string, folders: readonly string[], withSpecs: boolean): SourceText[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        posix.join(folder, path.replaceAll('\\', '/')),
      ),
    )
    .filter((file) => /\.[cm]?tsx?$/.test(file) && !file.includes('node_modules/'))
    .filter((file) => withSpecs || !file.endsWith('.spec.ts'))
    .sort()
    .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
}

/** All imports of a source, read from its syntax tree: static, re-exported, dynamic, `require` and type imports. */
export function importsOf({ file, text }: SourceText): SourceImport[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found: SourceImport[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      found.push({ from: file, specifier: specifier.text });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const imports =
    expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(expression) && expression.text === 'require');
  return imports ? node.arguments[0] : undefined;
}

/** The file, from the root, that a relative specifier means; undefined for a package or an alias. */
export function resolveRelative({ from, specifier }: SourceImport): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(dirname(from), specifier).replace(/\.js$/, '.ts');
}
