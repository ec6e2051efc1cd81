import { testBites } from "./bites.ts";

await testBites("3-task-lifecycle");
