/** How Tencent Cloud refuses: `{"Response": {"Error": {"Code", "Message"}, "RequestId"}}` with HTTP 200. */
export class CloudError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
