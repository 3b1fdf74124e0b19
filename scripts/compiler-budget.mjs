import { setFlagsFromString } from 'node:v8';

// V8 stops putting functions into their caller after 920 bytes of bytecode. With four times as much the way of a row is fewer
// calls that box doubles, and takes a tenth less time; more than that gains nothing. To be imported before the program.
setFlagsFromString('--max-inlined-bytecode-size-cumulative=4000');
