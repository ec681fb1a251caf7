/** How Amap refuses: HTTP 200 with `{status: "0", info, infocode}`. */
export class MapError extends Error {
  constructor(
    readonly infocode: string,
    readonly info: string,
  ) {
    super(info);
  }
}

/** The names of the codes tests may ask for. */
export const INFO: Record<string, string> = {
  '10001': 'INVALID_USER_KEY',
  '10002': 'SERVICE_NOT_AVAILABLE',
  '10003': 'DAILY_QUERY_OVER_LIMIT',
  '10004': 'ACCESS_TOO_FREQUENT',
  '10007': 'INVALID_USER_SIGNATURE',
  '10021': 'CUQPS_HAS_EXCEEDED_THE_LIMIT',
  '20000': 'INVALID_PARAMS',
  '20001': 'MISSING_REQUIRED_PARAMS',
  '20003': 'UNKNOWN_ERROR',
  '20803': 'OVER_DIRECTION_RANGE',
};

export function mapError(infocode: string): MapError {
  return new MapError(infocode, INFO[infocode] ?? 'UNKNOWN_ERROR');
}
