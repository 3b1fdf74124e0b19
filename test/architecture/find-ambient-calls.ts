import ts from 'typescript';
import { type SourceText } from './source-imports.js';

const AMBIENT = new Set(['Date.now', 'Math.random', 'performance.now', 'process.hrtime']);

/** Reads of the wall clock or of unseeded chance, `file:line: what`; comments and texts do not count. */
export function findAmbientCalls({ file, text }: SourceText): string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = ambientName(node);
    if (name !== null) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      found.push(`${file}:${line + 1}: ${name}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function ambientName(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) {
    const name = node.getText();
    return AMBIENT.has(name) ? name : null;
  }
  const isNow =
    ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  return isNow ? 'new Date()' : null;
}
