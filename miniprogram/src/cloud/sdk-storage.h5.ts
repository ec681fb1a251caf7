/** The part of the SDK that keeps files; registers itself with the kernel. */
import '@cloudbase/js-sdk/storage';
