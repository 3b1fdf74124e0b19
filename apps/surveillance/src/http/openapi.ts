import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ErrorBody } from './error-body.dto.js';
import { PRODUCT } from './product.js';

const DESCRIPTION = `Watches level-2 order books for patterns of market abuse.

Times are epoch seconds of the data, with microseconds. Every error has the body \`ErrorBody\`. Calls that change
something need the bearer token ADMIN_TOKEN where one is set; without one they are answered to this machine only.

Live data: Socket.IO on the default namespace (\`subscribe\` {"room": "snapshots" | "snapshots:<SYMBOL>" | "alerts" |
"alerts:<SYMBOL>" | "anomalies" | "metrics" | "replay", "maxRate"?}), or a plain WebSocket at \`/ws?symbol=…\`.`;

const TAGS: readonly (readonly [string, string])[] = [
  ['replay', 'What is being played, and how fast'],
  ['instruments', 'What is traded, and how each instrument stands'],
  ['snapshots', 'Order books with their features'],
  ['alerts', 'Patterns that were found'],
  ['anomalies', 'What was wrong with the data'],
  ['detectors', 'What is being looked for'],
  ['monitoring', 'Health and metrics'],
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
  const content = { 'application/json': { schema: { $ref: getSchemaPath(ErrorBody) } } };
  for (const path of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = path[method];
      if (operation === undefined) continue;
      const takesInput = (operation.parameters?.length ?? 0) > 0 || operation.requestBody !== undefined;
      if (takesInput)
        operation.responses['400'] ??= { description: 'Bad input: names field, bounds, value', content };
      if (method !== 'get') {
        operation.responses['401'] ??= { description: 'ADMIN_TOKEN is set and was not given', content };
        operation.responses['403'] ??= {
          description: 'No ADMIN_TOKEN is set and the caller is a stranger',
          content,
        };
        operation.security ??= [{ bearer: [] }];
      }
      operation.responses.default ??= { description: 'Any other error', content };
    }
  }
  return document;
}
