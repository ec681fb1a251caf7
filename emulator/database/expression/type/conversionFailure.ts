import { EngineError } from '../../engine';
import { requestFailed } from '../../refusals';

/** A value that cannot be converted: the one kind of failure that `onError` catches. */
export class ConversionFailure extends EngineError {
  constructor(text: string) {
    const { code, message } = requestFailed(text);
    super(code, message);
  }
}
