/** The part of the SDK that reads and watches documents; registers itself with the kernel, and works in apps already opened. */
import '@cloudbase/js-sdk/database';
import '@cloudbase/js-sdk/realtime';
