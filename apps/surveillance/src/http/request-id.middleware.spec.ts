import { Logger } from '@nestjs/common';
import { currentLogIds, type LogIds } from '../logging/log-ids.js';
import express, { json } from 'express';
import request from 'supertest';
import { requestIds } from './request-id.middleware.js';

describe('requestIds', () => {
  let seen: LogIds;
  const debug = jest.spyOn(Logger.prototype, 'debug').mockReturnValue();
  const app = express();
  app.use(requestIds());
  app.use(json());
  app.post('/', (_request, response) => {
    seen = currentLogIds();
    response.end();
  });

  it('names a request that has no name', async () => {
    const { headers } = await request(app).post('/').send({ a: 1 });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(seen).toEqual({ requestId: headers['x-request-id'] });
  });

  it('takes over a name that it is given, also behind the body parser', async () => {
    const { headers } = await request(app).post('/').set('X-Request-Id', 'desk-7:42').send({ a: 1 });
    expect(headers['x-request-id']).toBe('desk-7:42');
    expect(seen).toEqual({ requestId: 'desk-7:42' });
    expect(debug).toHaveBeenCalledWith(expect.stringMatching(/^POST \/ 200 in [\d.]+ ms$/));
  });

  it.each(['a b', 'x'.repeat(129), '{"level":"error"}', ''])(
    'does not take "%s" for a name',
    async (name) => {
      const { headers } = await request(app).post('/').set('X-Request-Id', name).send();
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );
});
