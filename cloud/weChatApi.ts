/** WeChat's own server interfaces. The only place that needs wx-server-sdk, loaded when the first one is asked. */
export async function weChatApi() {
  const { default: cloud } = await import('wx-server-sdk');
  // The SDK's types forget that its own symbol for "the environment I run in" is an environment.
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string });
  // Not `openapi` itself: every name is a function of it, `then` too, and to `await` it would ask WeChat for that.
  return { openapi: cloud.openapi };
}
