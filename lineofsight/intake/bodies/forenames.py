"""Forenames: a name of two words that begins with one is somebody's and no body's."""

from lineofsight.intake.characters import words as words_of

# The forenames that are met most: a name of two words that begins with one is somebody's.
FORENAMES = frozenset(
    words_of(
        "aaron abdul abigail adam adele adrian ahmed aisha alan alastair albert alex alexander alexandra alfie"
        " alice alison amanda amelia amina amir amy andrea andrew angela anita ann anna anne annie anthony antonia"
        " arthur asha ashley ava barbara barry beatrice ben benjamin beth bethany beverley bilal billy bob brenda"
        " brian bridget bruce cara carl carla carol caroline catherine cathy charles charlie charlotte cheryl chloe"
        " chris christina christine christopher claire clare colin connor craig daisy daniel danielle darren dave"
        " david dawn dean deborah debbie denise derek diana diane dominic donna dorothy duncan edith edward eileen"
        " elaine eleanor elizabeth ella ellen ellie emily emma eric erin esther ethan eva eve evelyn fatima fiona"
        " florence frances francis frank fred freya gail gareth gary gavin gemma geoff geoffrey george georgia"
        " gillian glen gordon grace graham greg gwen hannah harold harriet harry hassan hazel heather helen henry"
        " holly howard hugh ian imran irene isaac isabel isla ivan ivy jack jackie jacob jade jake james jamie jan"
        " jane janet janice jasmine jason jay jean jeff jemma jenny jennifer jeremy jess jessica jill jim jo joan"
        " joanna joanne joe john jonathan jordan joseph josh joshua joy joyce judith judy julia julian julie june"
        " justin karen kate katherine kathleen kathryn katie kay keith kelly ken kenneth kerry kevin khadija kim"
        " kirsty kyle laura lauren lee leah leo leon lesley lewis liam lily linda lisa liz lorraine louis louise"
        " lucy luke lydia lynn malcolm mandy marcus margaret maria marian marie marion mark martha martin mary matt"
        " matthew maureen max megan mel melanie mia michael michelle mick mike miriam mohammed molly monica morgan"
        " muhammad nadia naomi natalie natasha nathan neil niamh nick nicholas nicola nigel nina noah norma olive"
        " oliver olivia omar oscar owen pam pamela pat patricia patrick paul paula pauline penny pete peter phil"
        " philip phoebe polly priya rachel ralph rebecca rhys richard rita rob robert robin roger ron rosa rose"
        " rosie ross roy ruby ruth ryan sadia sally sam samantha samina samuel sandra sanjay sara sarah scott sean"
        " shannon sharon sheila shirley simon sonia sophia sophie stacey stella stephanie stephen steve steven"
        " stuart sue susan suzanne sylvia tara ted teresa terry thelma theresa thomas tim timothy tina toby tom"
        " tony tracey tracy trevor usman valerie vanessa vera veronica vicky victor victoria vincent wayne wendy"
        " will william yasmin yusuf yvonne zach zainab zara zoe"
        " agnes agnieszka alma amara anil anjali arjun astrid beryl chidi deepak desmond doreen edna errol farah"
        " farida felix freda greta hamza hilda hugo ibrahim ida imogen ingrid isobel jamal jasper jocelyn katarzyna"
        " kavita khalid kofi kwame laila layla leila lois lorna magda magnus marek mariam maud mavis meera mustafa"
        " myra nasreen neha ngozi nisha nora oswald ottoline parveen petra piers piotr rajesh rashid ravi razia"
        " rehana rowena rufus rupert sajid salma samir sanjeev shabana shazia silas sunita sybil tamsin theo tobias"
        " una ursula verity vikram wilfred winifred winston"
    )
)
