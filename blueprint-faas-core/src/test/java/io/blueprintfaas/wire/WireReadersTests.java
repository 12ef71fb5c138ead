package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the readers take, and what they say of the rest.
 */
class WireReadersTests {

	@Test
	void readsRequestOfTheSpecification() {
		WireRequest request = request("{\"job_id\":0,\"args\":[5,0,0,0,0,0,0,0]}");
		assertThat(request.version()).isEqualTo(WireVersion.V1_0);
		assertThat(request.args()).containsExactly(5, 0, 0, 0, 0, 0, 0, 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[0,1,22,255,128,9]", "[0, 1, 22, 255, 128, 9]", "[ 0 ,1\t,\n22,255 , 128,9\r\n]",
			"[0,1,22,255,128, 9 ]", "\"AAEW/4AJ\"", "\"AAEW\\/4AJ\"", "\"\\u0041AEW/4AJ\"" })
	void readsBytesInEveryForm(String args) {
		byte[] expected = { 0, 1, 22, (byte) 255, (byte) 128, 9 };
		assertThat(request("{\"job_id\":1,\"args\":" + args + "}").args()).isEqualTo(expected);
		assertThat(request(" {\n\"args\" : " + args + " , \"job_id\" : 1 } ").args()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "[ ]", "\"\"", "null" })
	void readsNoBytes(String args) {
		assertThat(request("{\"job_id\":1,\"args\":" + args + "}").args()).isEmpty();
	}

	@Test
	void readsBase64WithoutPadding() {
		assertThat(request("{\"job_id\":1,\"args\":\"BQ\"}").args()).containsExactly(5);
	}

	@Test
	void takesAnyOrderUnknownFieldsAndTheLastOfTwo() {
		WireRequest request = request(
				"{\"x\":{\"y\":[1,{\"z\":\"}\"},true,false,null,-1.5e+3]},\"args\":[300],".replace("300", "3")
						+ "\"args\":[7],\"job_id\":1,\"job_id\":2,\"\":0}");
		assertThat(request.jobId()).isEqualTo(2);
		assertThat(request.args()).containsExactly(7);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"args":"" | V1_1
			"invocation_id":"a" | V1_1
			"deadline_ms":1 | V1_1
			"headers":{} | V1_1
			"contract":"c" | V1_1
			"warm":false | V1_1
			"args":[] | V1_0
			"warm":null,"headers":null,"contract":null,"invocation_id":null,"deadline_ms":null | V1_0
			"other":1 | V1_0
			""")
	void knowsTheVersion(String fields, WireVersion version) {
		assertThat(request("{\"job_id\":1," + fields + "}").version()).isEqualTo(version);
	}

	@Test
	void readsAllFieldsOfARequest() {
		WireRequest request = request(
				"{\"job_id\":4294967295,\"args\":\"\",\"invocation_id\":\"i\\u00e9\\ud83d\\ude00\","
						+ "\"deadline_ms\":2999.9,\"headers\":{\"a\":\"b\",\"c\":null},\"contract\":\"c\",\"warm\":true}");
		assertThat(request.jobId()).isEqualTo(4294967295L);
		assertThat(request.invocationId()).isEqualTo("i\u00e9\ud83d\ude00");
		assertThat(request.deadlineMs()).isEqualTo(2999);
		assertThat(request.headers()).containsOnlyKeys("a").containsEntry("a", "b");
		assertThat(request.contract()).isEqualTo("c");
		assertThat(request.warm()).isTrue();
	}

	@Test
	void readsWhatAPlatformMeasured() {
		WireResponse response = response("{\"job_id\":0,\"result\":[25],\"success\":true,\"execution_ms\":12.3456,"
				+ "\"memory_used_mb\":64.5}");
		assertThat(response.metrics()).isEqualTo(new FaasMetrics(null, Duration.ofNanos(12_346_000), null, null, null,
				DataSize.ofKilobytes(66048), null));
	}

	@Test
	void prefersNestedMetrics() {
		WireResponse response = response("{\"job_id\":0,\"result\":[],\"success\":true,\"metrics\":{\"execution_ms\":5,"
				+ "\"billed_ms\":6,\"init_ms\":7,\"cold_start\":true,\"instance\":\"pid 1\",\"other\":[]},"
				+ "\"execution_ms\":12,\"memory_used_mb\":64}");
		assertThat(response.metrics()).isEqualTo(new FaasMetrics(null, Duration.ofMillis(5), Duration.ofMillis(6), true,
				Duration.ofMillis(7), DataSize.ofMegabytes(64), "pid 1"));
	}

	@Test
	void takesNullForAbsent() {
		WireResponse response = response("{\"job_id\":0,\"result\":\"\",\"success\":true,\"error\":null,"
				+ "\"error_type\":null,\"stack\":null,\"metrics\":null,\"execution_ms\":null,\"memory_used_mb\":null}");
		assertThat(response).usingRecursiveComparison()
			.isEqualTo(WireResponse.success(0, new byte[0], FaasMetrics.NONE));
		assertThat(response.metrics()).isSameAs(FaasMetrics.NONE);
	}

	@Test
	void takesAFailureWithoutResult() {
		WireResponse response = response("{\"job_id\":3,\"success\":false,\"error\":\"no\"}");
		assertThat(response).usingRecursiveComparison()
			.isEqualTo(WireResponse.failure(3, "no", null, null, FaasMetrics.NONE));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			`` | but there is nothing
			` \t\n` | but there is only white space
			`<html><body>Bad Gateway</body></html>` | there is no JSON: '<html><body>Bad Gateway</body></html>'
			`Started ABCDEFGHIJKLMNOPQRSTUVWXYZ and more of it` | no JSON: 'Started ABCDEFGHIJKLMNOPQRSTUVWXYZ and m'
			`[main] INFO started` | there is no JSON: '[main] INFO started'
			`a\u0000\u00e9` | there is no JSON: 'a\\x00\\xc3\\xa9'
			`[1,2]` | but there is an array
			`"text"` | but there is a string
			`12` | but there is a number
			`true` | but there is a boolean
			`null` | but there is null
			""")
	void showsWhatIsThereInsteadOfAnObject(String message, String shown) {
		assertThatRequest(message).withMessageContaining("Expected a request").withMessageEndingWith(shown);
		assertThatResponse(message).withMessageContaining("Expected an answer").withMessageEndingWith(shown);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"job_id":1,"args":[1,256]} | whole numbers from 0 to 255 in 'args', but element 1 is another
			{"job_id":1,"args":[1,2,3,4,5,6,7,8,9,300,1,2,3,4,5,6,7]} | element 9 is another
			{"job_id":1,"args":[1,2,3,-1,1,2,3,4,5,6,7]} | element 3 is another
			{"job_id":1,"args":[1,2,1.0,1,2,3,4,5,6,7]} | element 2 is another
			{"job_id":1,"args":[1,2,1e0,1,2,3,4,5,6,7]} | element 2 is another
			{"job_id":1,"args":[1,2,3,99999999999999999999]} | element 3 is another
			{"job_id":1,"args":[1,2,01,1,2,3,4,5,6,7]} | ',' or ']' at byte 25
			{"job_id":1,"args":[1,2,"3",1,2,3,4,5,6,7]} | element 2 of 'args' as number from 0 to 255
			{"job_id":1,"args":[1,2,null]} | element 2 of 'args' as number from 0 to 255
			{"job_id":1,"args":[1,2,]} | element 2 of 'args' as number from 0 to 255
			{"job_id":1,"args":[,1,2,3,4,5,6,7,8]} | element 0 of 'args' as number
			{"job_id":1,"args":[1,,2,3,4,5,6,7,8]} | element 1 of 'args' as number
			{"job_id":1,"args":[1 2]} | ',' or ']'
			{"job_id":1,"args":[1,2 | the message ends
			{"job_id":1,"args":7} | 'args' as array of numbers or base64 string
			{"job_id":1,"args":{}} | 'args' as array of numbers or base64 string
			{"job_id":1,"args":"-_-_"} | 'args' as base64
			{"job_id":1,"args":"A"} | 'args' as base64
			{"job_id":1,"args":"AAA=AAA="} | 'args' as base64
			{"args":[]} | Expected 'job_id' in the request, but it is missing
			{} | Expected 'job_id' in the request, but it is missing
			{"job_id":null} | Expected 'job_id' in the request, but it is missing
			{"job_id":-1} | 'job_id' as whole number from 0 to 4294967295
			{"job_id":4294967296} | 'job_id' as whole number from 0 to 4294967295
			{"job_id":99999999999999999999} | 'job_id' as whole number from 0 to 4294967295
			{"job_id":1.0} | 'job_id' as whole number from 0 to 4294967295
			{"job_id":1e2} | 'job_id' as whole number from 0 to 4294967295
			{"job_id":"1"} | 'job_id' as number
			{"job_id":1,"warm":"yes"} | 'warm' as true or false
			{"job_id":1,"headers":[]} | 'headers' as object
			{"job_id":1,"headers":{"a":1}} | 'headers' as string
			{"job_id":1,"contract":1} | 'contract' as string
			{"job_id":1,"deadline_ms":"1"} | 'deadline_ms' as number
			{"job_id":1} x | Expected nothing after the message, but there is more at byte 13
			{"job_id":1}{} | Expected nothing after the message
			{"job_id":1,} | a field name in double quotes
			{job_id:1} | a field name in double quotes at byte 1, but there is 'j'
			{"job_id" 1} | ':' after a field name
			{"job_id":1 | the message ends
			{"job_id":1,"x":tru} | 'true'
			{"job_id":1,"x":+1} | a value
			{"job_id":1,"x":-} | a digit
			{"job_id":1,"x":1.} | a digit
			{"job_id":1,"x":1e} | a digit
			{"job_id":1,"x":"\\q"} | an escape of JSON
			{"job_id":1,"x":"\\u12g4"} | an escape of JSON
			{"job_id":1,"x":"a | to end with a quote
			{"job_id":1,"x":"a\\"} | to end with a quote
			{"job_id":1,"x":"a\tb"} | control characters in strings to be escaped
			""")
	void saysWhatIsWrongWithARequest(String message, String wrong) {
		assertThatRequest(message).withMessageContaining(wrong);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"result":[],"success":true} | Expected 'job_id' in the answer, but it is missing
			{"job_id":1,"result":[]} | Expected 'success' in the answer, but it is missing
			{"job_id":1,"success":true} | Expected 'result' in the answer, but it is missing
			{"job_id":1,"success":true,"result":null} | Expected 'result' in the answer, but it is missing
			{"job_id":1,"success":1,"result":[]} | 'success' as true or false
			{"job_id":1,"success":true,"result":7} | 'result' as array of numbers or base64 string
			{"job_id":1,"success":true,"result":true} | 'result' as array of numbers or base64 string
			{"job_id":1,"success":false,"error":{}} | 'error' as string
			{"job_id":1,"success":false,"stack":[]} | 'stack' as string
			{"job_id":1,"success":false,"metrics":7} | 'metrics' as object
			{"job_id":1,"success":false,"metrics":{"billed_ms":-1}} | 'billed_ms' as number from 0 to 1000000000000
			{"job_id":1,"success":false,"metrics":{"billed_ms":1e400}} | 'billed_ms' as number from 0 to 1000000000000
			{"job_id":1,"success":false,"execution_ms":"1"} | 'execution_ms' as number
			{"job_id":1,"success":false} 1 | Expected nothing after the message
			""")
	void saysWhatIsWrongWithAnAnswer(String message, String wrong) {
		assertThatResponse(message).withMessageContaining(wrong);
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> WireFormat.peekResponse(bytes(message)))
			.withMessageContaining(wrong);
	}

	@Test
	void refusesWhatIsNotUtf8() {
		byte[] message = bytes("{\"job_id\":1,\"contract\":\"?\"}");
		message[message.length - 3] = (byte) 0xC3;
		assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> WireFormat.readRequest(message))
			.withMessageContaining("Expected UTF-8");
	}

	@Test
	void refusesDeepNesting() {
		assertThat(request("{\"job_id\":1,\"x\":" + "[".repeat(63) + "]".repeat(63) + "}").jobId()).isEqualTo(1);
		assertThatRequest("{\"job_id\":1,\"x\":" + "[".repeat(64) + "]".repeat(64) + "}")
			.withMessageContaining("at most 64 levels");
		assertThatRequest("{\"job_id\":1,\"x\":" + "[".repeat(1_000_000)).withMessageContaining("at most 64 levels");
	}

	@Test
	void doesNotShowPayloads() {
		assertThatRequest("{\"job_id\":1,\"args\":\"c2VjcmV0!\"}").withMessageNotContaining("c2V").withNoCause();
	}

	private static ThrowableAssertAlternative<WireFormatException> assertThatRequest(String message) {
		return assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> request(message));
	}

	private static ThrowableAssertAlternative<WireFormatException> assertThatResponse(String message) {
		return assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> response(message));
	}

	private static WireRequest request(String message) {
		return WireFormat.readRequest(bytes(message));
	}

	private static WireResponse response(String message) {
		return WireFormat.readResponse(bytes(message));
	}

	private static byte[] bytes(String message) {
		return message.getBytes(StandardCharsets.UTF_8);
	}

}
