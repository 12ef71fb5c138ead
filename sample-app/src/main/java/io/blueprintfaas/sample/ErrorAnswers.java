package io.blueprintfaas.sample;

import org.springframework.core.MethodParameter;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebInputException;

import io.blueprintfaas.FaasException;

/**
 * Says in a sentence what went wrong.
 */
@RestControllerAdvice
class ErrorAnswers {

	@ExceptionHandler({ IllegalArgumentException.class, ArithmeticException.class })
	ResponseEntity<Problem> refused(RuntimeException ex) {
		return answer(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
	}

	@ExceptionHandler
	ResponseEntity<Problem> malformed(ServerWebInputException ex) {
		MethodParameter parameter = ex.getMethodParameter();
		if (ex instanceof MissingRequestValueException missing) {
			return answer(HttpStatus.BAD_REQUEST, "'%s' is missing".formatted(missing.getName()));
		}
		return answer(HttpStatus.BAD_REQUEST,
				(parameter == null || parameter.getParameterType() == byte[].class) ? "A picture must be sent"
						: "'%s' must be a value of type %s".formatted(parameter.getParameterName(),
								parameter.getParameterType().getSimpleName()));
	}

	@ExceptionHandler({ ContentTooLargeException.class, DataBufferLimitException.class })
	ResponseEntity<Problem> tooLarge() {
		return answer(HttpStatus.CONTENT_TOO_LARGE, "The picture is too large: a file may have up to 10 MB");
	}

	@ExceptionHandler
	ResponseEntity<Problem> failed(FaasException ex) {
		return answer(ex.isRetryable() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.BAD_GATEWAY,
				String.valueOf(ex.getMessage()));
	}

	private static ResponseEntity<Problem> answer(HttpStatus status, String error) {
		return ResponseEntity.status(status).contentType(MediaType.APPLICATION_JSON).body(new Problem(error));
	}

	/**
	 * What went wrong.
	 *
	 * @param error a sentence for people
	 */
	record Problem(String error) {

	}

}
