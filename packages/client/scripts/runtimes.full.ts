import { onDemand } from '@rds-tasklist/runtimes'
import { test } from 'vitest'
import { built } from './built.ts'
import { runSuite } from './run-suite.ts'

const folder = await built()

test.each(onDemand)('the built files run on $name', (runtime) => runSuite(runtime, folder))
