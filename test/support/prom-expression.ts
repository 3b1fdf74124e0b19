import { parser } from '@prometheus-io/lezer-promql';

/** What an expression of PromQL asks for. */
export interface AskedSeries {
  readonly metrics: ReadonlySet<string>;
  /** In matchers and groupings, `le` and `instance` among them. */
  readonly labels: ReadonlySet<string>;
}

/** Reads an expression with the grammar of the Prometheus project. @throws Error where it is none */
export function readExpression(expression: string): AskedSeries {
  const metrics = new Set<string>();
  const labels = new Set<string>();
  parser.parse(expression).iterate({
    enter(node) {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) throw new Error(`not PromQL at ${node.from}: ${expression}`);
      if (node.name === 'Identifier' && node.node.parent?.name === 'VectorSelector') metrics.add(text);
      if (node.name === 'LabelName') labels.add(text);
    },
  });
  return { metrics, labels };
}
