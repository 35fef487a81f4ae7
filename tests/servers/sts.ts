import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A server for AWS STS that refuses: the role that is asked for may not be assumed. */
export interface Sts {
  /** Goes into AWS_ENDPOINT_URL_STS. */
  url: string;
  /** Actions asked for so far. */
  actions: string[];
  stop(): Promise<void>;
}

/**
 * Starts it on a free loopback port; every call is answered with the error code.
 * Form of an answer: https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export async function startSts({ error }: { error: string }): Promise<Sts> {
  const actions: string[] = [];
  const server = createServer(async (request, response) => {
    actions.push(new URLSearchParams(await text(request)).get('Action') ?? '');
    response
      .writeHead(403, { 'content-type': 'text/xml' })
      .end(
        '<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>' +
          `<Code>${error}</Code><Message>${error} was asked for by the test.</Message></Error>` +
          '<RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>',
      );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    actions,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
