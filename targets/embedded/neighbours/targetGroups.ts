/** The only target group with a load balancer, which is an application one. It exists in every region and account. */
const targetGroup = /^arn:aws:elasticloadbalancing:[^:]+:[^:]+:targetgroup\/balanced\//;

export const isTargetGroup = (arn: string | undefined): boolean => arn !== undefined && targetGroup.test(arn);
