/** How WeChat Pay refuses: an HTTP status, `{code, message, detail}`, and a numeric cause at the end of `Request-ID`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly causeNumber = 268435461,
    readonly detail?: Record<string, unknown>,
  ) {
    super(message);
  }
}

export function paramError(field: string, issue: string): ApiError {
  const detail = { location: 'body', field: `/${field.replaceAll('.', '/')}`, issue };
  return new ApiError(400, 'PARAM_ERROR', `参数错误：${field} ${issue}`, 268435461, detail);
}

export function signError(issue: string): ApiError {
  const detail = { location: 'authorization', field: 'signature', issue };
  return new ApiError(401, 'SIGN_ERROR', `签名错误：${issue}`, 268443699, detail);
}
