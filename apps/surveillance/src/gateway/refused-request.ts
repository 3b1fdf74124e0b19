/** A request that cannot be met; the message tells the client why. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';

  constructor(
    message: string,
    readonly reason: 'bad_request' | 'too_many_requests' = 'bad_request',
  ) {
    super(message);
  }
}
