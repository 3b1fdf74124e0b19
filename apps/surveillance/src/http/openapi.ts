import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ErrorBody } from './error-body.dto.js';
import { errorBody } from './error.filter.js';
import { PRODUCT } from './product.js';

const DESCRIPTION = `Watches level-2 order books for patterns of market abuse.

Times are epoch seconds of the data, with microseconds. Every error has the body \`ErrorBody\`. Calls that change
something need the bearer token ADMIN_TOKEN where one is set; without one they are answered to this machine only.

Live data: Socket.IO on the default namespace, event \`subscribe\` with \`{"room": "snapshots"}\`; rooms are
\`snapshots\`, \`snapshots:AAPL\`, \`alerts\`, \`alerts:AAPL\`, \`anomalies\`, \`metrics\`, \`replay\`. Or a plain
WebSocket at \`/ws?symbol=AAPL\`, one snapshot a message.`;

const TAGS: readonly (readonly [string, string])[] = [
  ['replay', 'What is being played, and how fast'],
  ['instruments', 'What is traded, and how each instrument stands'],
  ['snapshots', 'Order books with their features'],
  ['alerts', 'Patterns that were found'],
  ['anomalies', 'What was wrong with the data'],
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
  for (const path of Object.values(document.paths)) {
    if (path.get !== undefined) describeFailures(path.get, false);
    if (path.post !== undefined) describeFailures(path.post, true);
  }
  return document;
}

function describeFailures(operation: OperationObject, changes: boolean): void {
  const { responses } = operation;
  if ((operation.parameters?.length ?? 0) > 0 || operation.requestBody !== undefined) {
    responses['400'] ??= failure(400, 'limit must be a whole number from 1 to 1000; got 0', 'Bad input');
  }
  if (changes) {
    const token = 'this call needs the header "Authorization: Bearer <ADMIN_TOKEN>"';
    responses['401'] ??= failure(401, token, 'ADMIN_TOKEN is set and was not given');
    const closed = 'set ADMIN_TOKEN: without it only this machine may change something';
    responses['403'] ??= failure(403, closed, 'No ADMIN_TOKEN is set and the caller is a stranger');
    operation.security ??= [{ bearer: [] }];
  }
  responses.default ??= failure(500, 'the service failed to answer', 'Any other error');
}

function failure(status: number, message: string, description: string): ResponseObject {
  const schema = { $ref: getSchemaPath(ErrorBody) };
  return { description, content: { 'application/json': { schema, example: errorBody(status, [message]) } } };
}
