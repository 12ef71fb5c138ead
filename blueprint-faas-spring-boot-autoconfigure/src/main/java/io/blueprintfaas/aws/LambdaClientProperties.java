package io.blueprintfaas.aws;

import io.awspring.cloud.autoconfigure.AwsClientProperties;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the client of AWS Lambda has of its own, beside what {@code spring.cloud.aws} says
 * for all clients: region, endpoint, dual-stack.
 */
@ConfigurationProperties("spring.cloud.aws.lambda")
class LambdaClientProperties extends AwsClientProperties {

}
