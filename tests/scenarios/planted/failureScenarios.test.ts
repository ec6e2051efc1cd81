import { testBites } from "./bites.ts";

await testBites("5-failure-scenarios");
