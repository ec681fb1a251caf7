/** `/auth/v1/*`: sign in, refresh, who am I. */
import { jsonReply, type Reply, type Request } from '../wire/message';
import { bearerOf } from './bearer';
import { AuthError, type Sessions } from './sessions';

type Fields = Readonly<Record<string, unknown>>;

/** The SDK labels these bodies text/plain; they are JSON all the same. */
function fieldsOf(request: Request): Fields {
  if (request.body.length === 0) return {};
  try {
    const fields: unknown = JSON.parse(request.body.toString('utf8'));
    if (fields !== null && typeof fields === 'object') return fields as Fields;
  } catch {
    // told below
  }
  throw new AuthError('invalid_argument', 'the body must be a JSON object');
}

function token(sessions: Sessions, fields: Fields): object {
  if (fields.grant_type !== 'refresh_token') {
    throw new AuthError('unsupported_grant_type', `grant_type ${JSON.stringify(fields.grant_type)} is not emulated`);
  }
  return sessions.refresh(fields.refresh_token);
}

function me(sessions: Sessions, request: Request): object {
  const identity = sessions.identityOf(bearerOf(request) ?? '');
  if (!identity) throw new AuthError('unauthenticated', 'no valid access token', 401);
  const at = new Date(0).toISOString();
  return { sub: identity.uid, name: identity.uid, username: identity.uid, created_at: at, updated_at: at };
}

function respond(sessions: Sessions, request: Request): object {
  switch (`${request.method} ${request.path}`) {
    case 'POST /auth/v1/signin/anonymously':
      return sessions.anonymous();
    case 'POST /auth/v1/signin/custom':
      return sessions.withTicket(fieldsOf(request).ticket);
    case 'POST /auth/v1/token':
      return token(sessions, fieldsOf(request));
    case 'POST /auth/v1/revoke':
      sessions.signOut(fieldsOf(request).token);
      return {};
    case 'POST /auth/v1/user/signout':
      sessions.signOut(bearerOf(request));
      return {};
    case 'DELETE /auth/v1/user/revoke/all':
      sessions.signOutEverywhere(bearerOf(request) ?? '');
      return {};
    case 'GET /auth/v1/user/me':
      return me(sessions, request);
    default:
      throw new AuthError('not_found', `${request.method} ${request.path} is not emulated`, 404);
  }
}

export function answerAuth(sessions: Sessions, request: Request): Reply {
  try {
    return jsonReply(200, respond(sessions, request));
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return jsonReply(error.status, { error: error.error, error_description: error.message, error_code: error.number });
  }
}
