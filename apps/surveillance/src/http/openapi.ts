import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ErrorBody } from './error-body.dto.js';
import { errorBody } from './error.filter.js';
import { FAILURE_EXAMPLES, type FailureExamples } from './failure-examples.js';
import { PROBE_EXAMPLES, type ProbeExamples } from './probe-examples.js';
import { PRODUCT } from './product.js';

const DESCRIPTION = `Watches level-2 order books for patterns of market abuse.

Times are epoch seconds of the data, with microseconds. Every error has the body \`ErrorBody\`. Calls that change
something need the bearer token ADMIN_TOKEN where one is set; without one they are answered to this machine only,
and not through a proxy.

Live data: Socket.IO on the default namespace, event \`subscribe\` with \`{"room": "snapshots"}\`; rooms are
\`snapshots\`, \`snapshots:AAPL\`, \`alerts\`, \`alerts:AAPL\`, \`anomalies\`, \`metrics\`, \`replay\`. Or a plain
WebSocket at \`/ws?symbol=AAPL\`, one snapshot a message.`;

const TAGS: readonly (readonly [string, string])[] = [
  ['replay', 'What is being played, and how fast'],
  ['instruments', 'What is traded, and how each instrument stands'],
  ['snapshots', 'Order books with their features'],
  ['history', 'Bars and counts from the database'],
  ['alerts', 'Patterns that were found'],
  ['anomalies', 'What was wrong with the data'],
  ['regimes', 'Market regimes and how they are learnt'],
  ['detectors', 'What is being looked for'],
  ['health', 'How the service is'],
  ['metrics', 'How much and how fast'],
  ['service', 'The service itself'],
];

/** Swagger UI at /docs, the document at /docs-json. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    customSiteTitle: 'Genesis API',
  });
}

type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
type ResponseObject = Exclude<OperationObject['responses'][string], undefined | { $ref: string }>;

export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Genesis')
    .setDescription(DESCRIPTION)
    .setVersion(PRODUCT.version)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'ADMIN_TOKEN' });
  for (const [name, description] of TAGS) builder.addTag(name, description);
  return describeErrors(SwaggerModule.createDocument(app, builder.build(), { extraModels: [ErrorBody] }));
}

/** Every route can fail; each says with which statuses, and in which shape. */
function describeErrors(document: OpenAPIObject): OpenAPIObject {
  for (const [path, { get, post, patch }] of Object.entries(document.paths)) {
    if (get !== undefined) describeFailures(get, FAILURE_EXAMPLES[`GET ${path}`]);
    if (post !== undefined) describeFailures(post, FAILURE_EXAMPLES[`POST ${path}`]);
    if (post !== undefined) describeRefusals(post);
    if (patch !== undefined) describeFailures(patch, FAILURE_EXAMPLES[`PATCH ${path}`]);
    if (patch !== undefined) describeRefusals(patch);
    if (get !== undefined) describeProbe(get, PROBE_EXAMPLES[path]);
  }
  return document;
}

const USUAL_REASONS = { 400: 'Bad input', 404: 'Not known', 409: 'Not now' } as const;

function describeFailures({ responses }: OperationObject, examples: FailureExamples = {}): void {
  for (const status of [400, 404, 409] as const) {
    const message = examples[status];
    if (message === undefined) continue;
    const { description } = (responses[status] ?? { description: USUAL_REASONS[status] }) as ResponseObject;
    responses[status] = failure(status, message, description);
  }
  responses.default ??= failure(500, 'the service failed to answer', 'Any other error');
}

function describeRefusals(operation: OperationObject): void {
  const { responses } = operation;
  const token = 'this call needs the header "Authorization: Bearer <ADMIN_TOKEN>"';
  responses['401'] ??= failure(401, token, 'ADMIN_TOKEN is set and was not given');
  const closed = 'set ADMIN_TOKEN: without it only this machine may change something';
  responses['403'] ??= failure(403, closed, 'No ADMIN_TOKEN is set and the caller is a stranger');
  operation.security ??= [{ bearer: [] }];
}

function describeProbe({ responses }: OperationObject, examples: ProbeExamples | undefined): void {
  if (examples === undefined) return;
  const answer = (description: string, example: object): ResponseObject => ({
    description,
    content: { 'application/json': { schema: { type: 'object' }, example } },
  });
  responses['200'] = answer('All is well', examples.up);
  responses['503'] = answer('It is not', examples.down);
}

function failure(status: number, message: string, description: string): ResponseObject {
  const schema = { $ref: getSchemaPath(ErrorBody) };
  return { description, content: { 'application/json': { schema, example: errorBody(status, [message]) } } };
}
