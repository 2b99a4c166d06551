;; Finds the ends of cells and rows in a block of CSV, 64 bytes at a time.
;;
;; Each kind of byte becomes a mask of 64 bits, bit i for byte i. A running XOR over the mask of quotes marks the bytes
;; between quotes, so the scan never branches on a byte. It stops at the first misplaced quote and leaves that line to a
;; slower parser. createScalarScanner in scanner.ts does the same byte by byte.
(module
  (import "env" "memory" (memory 1))
  ;; Number of rows, number of newlines (those between quotes too), and the position of the first misplaced quote, or -1.
  (global $rows (export "rows") (mut i32) (i32.const 0))
  (global $lines (export "lines") (mut i32) (i32.const 0))
  (global $malformed (export "malformed") (mut i32) (i32.const -1))

  ;; Which of the 64 bytes at $at are $byte.
  (func $equal (param $at i32) (param $byte v128) (result i64)
    (i64.or
      (i64.or
        (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load (local.get $at)) (local.get $byte))))
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=16 (local.get $at)) (local.get $byte)))) (i64.const 16)))
      (i64.or
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=32 (local.get $at)) (local.get $byte)))) (i64.const 32))
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (i8x16.eq (v128.load offset=48 (local.get $at)) (local.get $byte)))) (i64.const 48)))))

  ;; Which of the 64 bytes at $at are beyond ASCII: their highest bit is set.
  (func $beyondAscii (param $at i32) (result i64)
    (i64.or
      (i64.or
        (i64.extend_i32_u (i8x16.bitmask (v128.load (local.get $at))))
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (v128.load offset=16 (local.get $at)))) (i64.const 16)))
      (i64.or
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (v128.load offset=32 (local.get $at)))) (i64.const 32))
        (i64.shl (i64.extend_i32_u (i8x16.bitmask (v128.load offset=48 (local.get $at)))) (i64.const 48)))))

  ;; Bit i of the result is the XOR of bits 0 to i: set from each opening quote to the byte before its closing one.
  (func $running (param $m i64) (result i64)
    (local.set $m (i64.xor (local.get $m) (i64.shl (local.get $m) (i64.const 1))))
    (local.set $m (i64.xor (local.get $m) (i64.shl (local.get $m) (i64.const 2))))
    (local.set $m (i64.xor (local.get $m) (i64.shl (local.get $m) (i64.const 4))))
    (local.set $m (i64.xor (local.get $m) (i64.shl (local.get $m) (i64.const 8))))
    (local.set $m (i64.xor (local.get $m) (i64.shl (local.get $m) (i64.const 16))))
    (i64.xor (local.get $m) (i64.shl (local.get $m) (i64.const 32))))

  (func $without (param $m i64) (param $other i64) (result i64)
    (i64.and (local.get $m) (i64.xor (local.get $other) (i64.const -1))))

  ;; The bits below the lowest one that is set.
  (func $below (param $m i64) (result i64)
    (i64.sub (i64.and (local.get $m) (i64.sub (i64.const 0) (local.get $m))) (i64.const 1)))

  ;; The mask moved up by one byte, with the bit carried over from the previous block.
  (func $after (param $m i64) (param $carried i64) (result i64)
    (i64.or (i64.shl (local.get $m) (i64.const 1)) (local.get $carried)))

  ;; Scans the bytes 0 to $length, which start at a row. Writes the position of each comma or newline that ends a cell to
  ;; $cells and, for each row, twice the number of cells up to its end, plus one if the row has a byte beyond ASCII, to $ends.
  (func (export "scan") (param $length i32) (param $cells i32) (param $ends i32)
    (local $at i32) (local $cell i32) (local $end i32) (local $left i32) (local $valid i64)
    (local $quotes i64) (local $newlines i64) (local $structure i64) (local $high i64)
    (local $inside i64) (local $within i64) (local $opening i64) (local $closing i64) (local $wrong i64) (local $returns i64)
    (local $mayOpen i64) (local $closed i64) (local $returned i64) (local $rowHigh i64) (local $mask i64)
    (local.set $cell (local.get $cells))
    (local.set $end (local.get $ends))
    (local.set $mayOpen (i64.const 1))
    (global.set $malformed (i32.const -1))
    (global.set $lines (i32.const 0))
    (block $done
      (loop $block
        (br_if $done (i32.ge_u (local.get $at) (local.get $length)))
        (local.set $quotes (call $equal (local.get $at) (i8x16.splat (i32.const 34))))
        (local.set $newlines (call $equal (local.get $at) (i8x16.splat (i32.const 10))))
        (local.set $structure (i64.or (local.get $newlines) (call $equal (local.get $at) (i8x16.splat (i32.const 44)))))
        (local.set $high (call $beyondAscii (local.get $at)))
        (local.set $valid (i64.const -1))
        (local.set $left (i32.sub (local.get $length) (local.get $at)))
        (if (i32.lt_u (local.get $left) (i32.const 64)) (then
          (local.set $valid (i64.sub (i64.shl (i64.const 1) (i64.extend_i32_u (local.get $left))) (i64.const 1)))
          (local.set $quotes (i64.and (local.get $quotes) (local.get $valid)))
          (local.set $newlines (i64.and (local.get $newlines) (local.get $valid)))
          (local.set $structure (i64.and (local.get $structure) (local.get $valid)))
          (local.set $high (i64.and (local.get $high) (local.get $valid)))))
        (global.set $lines (i32.add (global.get $lines) (i32.wrap_i64 (i64.popcnt (local.get $newlines)))))

        ;; A block without quotes that starts outside of quotes needs none of this.
        (if (i64.ne (i64.const 0)
              (i64.or (i64.or (local.get $quotes) (local.get $inside)) (i64.or (local.get $closed) (local.get $returned))))
          (then
            (local.set $within (i64.xor (call $running (local.get $quotes)) (local.get $inside)))
            (local.set $opening (i64.and (local.get $quotes) (local.get $within)))
            (local.set $closing (i64.xor (local.get $quotes) (local.get $opening)))
            (local.set $returns (call $equal (local.get $at) (i8x16.splat (i32.const 13))))
            (local.set $mask (local.get $newlines))
            (local.set $structure (call $without (local.get $structure) (local.get $within)))
            (local.set $newlines (i64.and (local.get $newlines) (local.get $structure)))
            ;; A quote opens at the start of a cell, or right after a closing quote: then the two are one doubled quote.
            (local.set $wrong (call $without (local.get $opening)
              (call $after (i64.or (local.get $structure) (local.get $quotes)) (local.get $mayOpen))))
            ;; A closed cell is followed by a comma, a newline, or a carriage return before a newline.
            (local.set $closed (call $after (local.get $closing) (local.get $closed)))
            (local.set $wrong (i64.or (local.get $wrong) (call $without (local.get $closed)
              (i64.or (i64.or (local.get $structure) (local.get $quotes)) (local.get $returns)))))
            (local.set $returned (call $after (i64.and (local.get $closed) (local.get $returns)) (local.get $returned)))
            (local.set $wrong (i64.and (local.get $valid)
              (i64.or (local.get $wrong) (call $without (local.get $returned) (local.get $mask)))))
            (local.set $mayOpen (i64.shr_u (i64.or (local.get $structure) (local.get $quotes)) (i64.const 63)))
            (local.set $returned
              (i64.shr_u (i64.and (local.get $closed) (local.get $returns)) (i64.const 63)))
            (local.set $closed (i64.shr_u (local.get $closing) (i64.const 63)))
            (local.set $inside (i64.shr_s (local.get $within) (i64.const 63)))
            (if (i64.ne (local.get $wrong) (i64.const 0)) (then
              (global.set $malformed (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $wrong)))))
              (local.set $structure (i64.and (local.get $structure) (call $below (local.get $wrong))))
              (local.set $newlines (i64.and (local.get $newlines) (local.get $structure)))
              (local.set $length (i32.const 0)))))
          (else (local.set $mayOpen (i64.shr_u (local.get $structure) (i64.const 63)))))

        (block $noRow
          (loop $row
            (br_if $noRow (i64.eqz (local.get $newlines)))
            (local.set $mask (call $below (local.get $newlines)))
            (local.set $rowHigh (i64.or (local.get $rowHigh) (i64.and (local.get $high) (local.get $mask))))
            (i32.store (local.get $end)
              (i32.or
                (i32.add
                  (i32.shr_u (i32.sub (local.get $cell) (local.get $cells)) (i32.const 1))
                  (i32.shl
                    (i32.wrap_i64 (i64.add (i64.const 1) (i64.popcnt (i64.and (local.get $structure) (local.get $mask)))))
                    (i32.const 1)))
                (i64.ne (local.get $rowHigh) (i64.const 0))))
            (local.set $end (i32.add (local.get $end) (i32.const 4)))
            (local.set $rowHigh (i64.const 0))
            (local.set $high (call $without (local.get $high) (local.get $mask)))
            (local.set $newlines (i64.and (local.get $newlines) (i64.sub (local.get $newlines) (i64.const 1))))
            (br $row)))
        (local.set $rowHigh (i64.or (local.get $rowHigh) (local.get $high)))

        (block $noCell
          (loop $next
            (br_if $noCell (i64.eqz (local.get $structure)))
            (i32.store (local.get $cell) (i32.add (local.get $at) (i32.wrap_i64 (i64.ctz (local.get $structure)))))
            (local.set $cell (i32.add (local.get $cell) (i32.const 4)))
            (local.set $structure (i64.and (local.get $structure) (i64.sub (local.get $structure) (i64.const 1))))
            (br $next)))
        (local.set $at (i32.add (local.get $at) (i32.const 64)))
        (br $block)))
    (global.set $rows (i32.shr_u (i32.sub (local.get $end) (local.get $ends)) (i32.const 2)))))
